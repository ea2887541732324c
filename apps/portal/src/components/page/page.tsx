import { type ReactNode, useEffect } from "react";
import classes from "./page.module.css";

interface PageProps {
  title: string;
  /** The question that the page answers, in a sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** `read` keeps lines short; `wide` is for tables and maps. */
  width?: "read" | "wide";
  children: ReactNode;
}

/** A page's head and its place on the screen. */
export function Page({ title, lead, actions, width = "wide", children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · OneHeart`;
  }, [title]);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h1>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && (
          <div className={classes.actions} data-no-print>
            {actions}
          </div>
        )}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  tone?: "plain" | "sunk";
  className?: string;
}

/** Things that belong together. */
export function Card({ title, actions, children, tone = "plain", className }: CardProps) {
  return (
    <section className={`${classes.card} ${className ?? ""}`} data-tone={tone}>
      {(title || actions) && (
        <div className={classes.cardHead}>
          {title && <h2>{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

/** Cards beside each other as far as there is room. `least` is the width of the narrowest, in pixels. */
export function Grid({ least = 260, children }: { least?: 160 | 200 | 260 | 340 | 440; children: ReactNode }) {
  return (
    <div className={classes.grid} data-least={least}>
      {children}
    </div>
  );
}
