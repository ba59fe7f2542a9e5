export default {
  output: "export",
  trailingSlash: true,
  // Left as it is installed: `galley/node` starts worker threads from a file of its own.
  serverExternalPackages: ["galley"],
};
