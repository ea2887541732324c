const style = `:root { color-scheme: light dark; font: 1rem / 1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
li, dt { margin-top: .75rem; }
dt { font-weight: 600; }
dd { margin-left: 1rem; }
dd p { margin: .25rem 0; }
th, td { padding: .25rem 1.5rem .25rem 0; text-align: left; }`;

/** A page to read, without scripts and without files beside it. `body` is HTML. */
export function plainPage(title: string, body: string, language = "en"): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${style}
</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
