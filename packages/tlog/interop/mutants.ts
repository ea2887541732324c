/** A note, and many that differ from it a little: each character changed, left out, doubled, and lines dropped, doubled and swapped. */
export function mutants(note: string): string[] {
  const all = [note];
  for (let at = 0; at < note.length; at++) {
    const rest = note.slice(at + 1);
    const before = note.slice(0, at);
    all.push(before + rest, before + note[at] + note[at] + rest);
    for (const other of ["A", "=", " ", "\n", "\t", "+", "\u00a0", "\u2014"]) if (other !== note[at]) all.push(before + other + rest);
  }
  const lines = note.split("\n");
  for (let at = 0; at < lines.length; at++) {
    all.push(lines.toSpliced(at, 1).join("\n"), lines.toSpliced(at, 0, lines[at]!).join("\n"), lines.toSpliced(at, 0, "").join("\n"));
    if (at + 1 < lines.length) all.push(lines.toSpliced(at, 2, lines[at + 1]!, lines[at]!).join("\n"));
  }
  return all;
}
