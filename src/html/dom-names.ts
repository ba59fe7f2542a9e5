/** Properties of documents, forms and elements in current browsers, except event handlers. */
const names = `
  URL __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ acceptCharset
  accessKey action activeElement activeViewTransition addEventListener adoptNode adoptedStyleSheets after
  alinkColor all anchors animate append appendChild applets ariaActionsElements
  ariaActiveDescendantElement ariaAtomic ariaAutoComplete ariaBrailleLabel ariaBrailleRoleDescription
  ariaBusy ariaChecked ariaColCount ariaColIndex ariaColIndexText ariaColSpan ariaControlsElements
  ariaCurrent ariaDescribedByElements ariaDescription ariaDetailsElements ariaDisabled
  ariaErrorMessageElements ariaExpanded ariaFlowToElements ariaHasPopup ariaHidden ariaInvalid
  ariaKeyShortcuts ariaLabel ariaLabelledByElements ariaLevel ariaLive ariaModal ariaMultiLine
  ariaMultiSelectable ariaNotify ariaOrientation ariaPlaceholder ariaPosInSet ariaPressed ariaReadOnly
  ariaRelevant ariaRequired ariaRoleDescription ariaRowCount ariaRowIndex ariaRowIndexText ariaRowSpan
  ariaSelected ariaSetSize ariaSort ariaValueMax ariaValueMin ariaValueNow ariaValueText assignedSlot
  attachInternals attachShadow attributeStyleMap attributes autocapitalize autocomplete autocorrect
  autofocus baseURI before bgColor blur body captureEvents caretPositionFromPoint caretRangeFromPoint
  characterSet charset checkValidity checkVisibility childElementCount childNodes children classList
  className clear click clientHeight clientLeft clientTop clientWidth cloneNode close closest
  compareDocumentPosition compatMode computedStyleMap constructor contains contentEditable contentType
  cookie createAttribute createAttributeNS createCDATASection createComment createDocumentFragment
  createElement createElementNS createEvent createExpression createNSResolver createNodeIterator
  createProcessingInstruction createRange createTextNode createTreeWalker currentCSSZoom currentScript
  customElementRegistry dataset defaultView designMode dir dispatchEvent doctype documentElement
  documentURI domain draggable editContext elementFromPoint elementTiming elements elementsFromPoint
  embeds encoding enctype enterKeyHint evaluate execCommand exitFullscreen exitPictureInPicture
  exitPointerLock featurePolicy fgColor firstChild firstElementChild focus focusGroup focusGroupStart
  fonts forms fragmentDirective fullscreen fullscreenElement fullscreenEnabled getAnimations getAttribute
  getAttributeNS getAttributeNames getAttributeNode getAttributeNodeNS getBoundingClientRect
  getClientRects getElementById getElementsByClassName getElementsByName getElementsByTagName
  getElementsByTagNameNS getHTML getRootNode getSelection hasAttribute hasAttributeNS hasAttributes
  hasChildNodes hasFocus hasOwnProperty hasPointerCapture hasStorageAccess hasUnpartitionedCookieAccess
  head hidden hidePopover id images implementation importNode inert innerHTML innerText inputEncoding
  inputMode insertAdjacentElement insertAdjacentHTML insertAdjacentText insertBefore isConnected
  isContentEditable isDefaultNamespace isEqualNode isPrototypeOf isSameNode lang lastChild
  lastElementChild lastModified length linkColor links localName location lookupNamespaceURI lookupPrefix
  matches method moveBefore name namespaceURI nextElementSibling nextSibling noValidate nodeName nodeType
  nodeValue nonce normalize offsetHeight offsetLeft offsetParent offsetTop offsetWidth open outerHTML
  outerText ownerDocument parentElement parentNode part pictureInPictureElement pictureInPictureEnabled
  plugins pointerLockElement popover prefix prepend prerendering previousElementSibling previousSibling
  propertyIsEnumerable pseudo queryCommandEnabled queryCommandIndeterm queryCommandState
  queryCommandSupported queryCommandValue querySelector querySelectorAll readyState referrer rel relList
  releaseEvents releasePointerCapture remove removeAttribute removeAttributeNS removeAttributeNode
  removeChild removeEventListener replaceChild replaceChildren replaceWith reportValidity
  requestFullscreen requestPointerLock requestStorageAccess requestSubmit reset role rootElement scripts
  scroll scrollBy scrollHeight scrollIntoView scrollIntoViewIfNeeded scrollLeft scrollTo scrollTop
  scrollWidth scrollingElement setAttribute setAttributeNS setAttributeNode setAttributeNodeNS setHTML
  setHTMLUnsafe setPointerCapture shadowRoot showPopover slot spellcheck startViewTransition style
  styleSheets submit tabIndex tagName target textContent timeline title toLocaleString toString
  toggleAttribute togglePopover translate valueOf virtualKeyboardPolicy visibilityState vlinkColor
  wasDiscarded webkitCancelFullScreen webkitCurrentFullScreenElement webkitExitFullscreen
  webkitFullscreenElement webkitFullscreenEnabled webkitHidden webkitIsFullScreen webkitMatchesSelector
  webkitRequestFullScreen webkitRequestFullscreen webkitVisibilityState when write writeln
  writingSuggestions xmlEncoding xmlStandalone xmlVersion
`;

/** The names of event handlers, without `on`. */
const events = `
  abort animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut
  beforeinput beforematch beforepaste beforetoggle beforexrselect blur cancel canplay canplaythrough
  change click close command contentvisibilityautostatechange contextlost contextmenu contextrestored copy
  cuechange cut dblclick drag dragend dragenter dragleave dragover dragstart drop durationchange emptied
  ended error focus formdata freeze fullscreenchange fullscreenerror gotpointercapture input invalid
  keydown keypress keyup load loadeddata loadedmetadata loadstart lostpointercapture mousedown mouseenter
  mouseleave mousemove mouseout mouseover mouseup mousewheel paste pause play playing pointercancel
  pointerdown pointerenter pointerleave pointerlockchange pointerlockerror pointermove pointerout
  pointerover pointerrawupdate pointerup prerenderingchange progress ratechange readystatechange reset
  resize resume scroll scrollend scrollsnapchange scrollsnapchanging search securitypolicyviolation seeked
  seeking select selectionchange selectstart slotchange stalled submit suspend timeupdate toggle
  touchcancel touchend touchmove touchstart transitioncancel transitionend transitionrun transitionstart
  visibilitychange volumechange waiting webkitanimationend webkitanimationiteration webkitanimationstart
  webkitfullscreenchange webkitfullscreenerror webkittransitionend wheel
`;

let taken: ReadonlySet<string> | undefined;

/**
 * Whether the browser itself uses a name on documents, forms or elements. An element with such an `id` can
 * shadow the real property (`cookie`, `location`, `__proto__`): "DOM clobbering".
 */
export function isDomName(name: string): boolean {
  taken ??= new Set([
    ...names.trim().split(/\s+/),
    ...events
      .trim()
      .split(/\s+/)
      .map((event) => `on${event}`),
  ]);
  return taken.has(name) || /^[A-Z]+(?:_[A-Z]+)*_NODE$|^DOCUMENT_POSITION_[A-Z_]+$/.test(name);
}
