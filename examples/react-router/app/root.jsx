import { Links, Meta, Outlet, Scripts } from "react-router";

export const links = () => [
  { rel: "stylesheet", href: "/highlight.css" },
  { rel: "alternate", type: "application/rss+xml", href: "/rss.xml", title: "Small Notes" },
];

export function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
