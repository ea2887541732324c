import type { Figure as FigureValue } from "@oneheart/contracts";
import { IconArrowRight, IconZoomIn } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Moment } from "../moment/moment.tsx";
import { Trail } from "../trail/trail.tsx";
import classes from "./figure.module.css";
import { figureParts, figureWords } from "./figure-words.ts";

interface FigureProps {
  label: string;
  figure: FigureValue;
  /** The page that lists what the figure is made of, where there is one to work with. */
  to?: string;
}

/** A number with its unit and its time, and the way down to what it is made of. */
export function Figure({ label, figure, to }: FigureProps) {
  const t = useWords(figureWords);
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { value, unit } = figureParts(figure.value, figure.unit, formats, t);
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>
        {value} <small>{unit}</small>
      </span>
      <span className={classes.foot}>
        {to ? (
          <Link to={to} className={classes.trail} aria-label={`${t("list")}: ${label}`}>
            <IconArrowRight size={14} aria-hidden />
            {t("list")}
          </Link>
        ) : figure.drill ? (
          <button type="button" className={classes.trail} onClick={() => setOpen(true)}>
            <IconZoomIn size={14} aria-hidden />
            <span className="visually-hidden">
              {t("trail")}: {label}
            </span>
            <Moment at={figure.as_of} />
          </button>
        ) : (
          <Moment at={figure.as_of} />
        )}
      </span>
      {open && figure.drill && <Trail title={label} figure={figure} drill={figure.drill} onClose={() => setOpen(false)} />}
    </div>
  );
}
