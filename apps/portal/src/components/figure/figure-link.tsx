import type { Figure as FigureValue } from "@oneheart/contracts";
import { useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Trail } from "../trail/trail.tsx";
import classes from "./figure.module.css";
import { figureParts, figureWords } from "./figure-words.ts";

/** A number in a line or a cell: the way down is the number itself. `withUnit` where the head of the column does not say it. */
export function FigureLink({ label, figure, withUnit = false }: { label: string; figure: FigureValue; withUnit?: boolean }) {
  const t = useWords(figureWords);
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { value, unit } = figureParts(figure.value, figure.unit, formats, t);
  const text = withUnit && unit !== "" ? `${value} ${unit}` : value;
  if (figure.drill === null) return text;
  return (
    <>
      <button type="button" className={classes.link} aria-label={`${text}. ${t("trail")}: ${label}`} onClick={() => setOpen(true)}>
        {text}
      </button>
      {open && <Trail title={label} figure={figure} drill={figure.drill} onClose={() => setOpen(false)} />}
    </>
  );
}
