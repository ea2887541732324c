interface Link {
  url: string;
  qr_svg: string;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** A page to print and cut up: one code for each person, with the question in both languages and the address to type. */
export function sheetOf(mission: string, lines: readonly string[], links: readonly Link[]): string {
  const cards = links.map(
    ({ url, qr_svg }) =>
      `<li>${qr_svg}<strong>${escaped(mission)}</strong>${lines.map((line) => `<p>${escaped(line)}</p>`).join("")}<small>${escaped(url)}</small></li>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>${escaped(mission)}</title><style>
ul{display:grid;gap:4mm;grid-template-columns:repeat(3,1fr);list-style:none;margin:0;padding:0}
li{border:1px dashed #999;break-inside:avoid;font:10pt sans-serif;padding:4mm;text-align:center}
svg{display:block;height:32mm;margin:0 auto 2mm;width:32mm}p{margin:1mm 0}small{font-size:6pt;overflow-wrap:anywhere}
</style><ul>${cards.join("")}</ul>\n`;
}
