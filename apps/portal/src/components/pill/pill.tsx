import { IconAlertTriangle, IconCheck, IconClock, IconInfoCircle, IconMinus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./pill.module.css";

export type Tone = "verified" | "waiting" | "rejected" | "info" | "plain" | "warning";

const icons = {
  verified: IconCheck,
  waiting: IconClock,
  rejected: IconX,
  info: IconInfoCircle,
  plain: IconMinus,
  warning: IconAlertTriangle,
};

/** A state in a word, with a sign of its own: never by colour alone. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className={classes.pill} data-tone={tone}>
      <Icon size={13} stroke={2.4} aria-hidden />
      {children}
    </span>
  );
}
