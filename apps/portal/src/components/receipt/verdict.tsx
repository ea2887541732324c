import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useWords } from "../../app/i18n.ts";
import type { CheckError } from "./check-error.ts";
import { technicalDetail } from "./explain.ts";
import { receiptWords } from "./receipt-words.ts";
import classes from "./verdict.module.css";

type Tone = "accepted" | "refused" | "undecided";

const icons = { accepted: IconCheck, refused: IconX, undecided: IconAlertTriangle };

interface VerdictProps {
  tone: Tone;
  title?: string;
  children: ReactNode;
}

/** What a check came to: a sign, a word and the reasons. */
export function Verdict({ tone, title, children }: VerdictProps) {
  const t = useWords(receiptWords);
  const Icon = icons[tone];
  return (
    <div className={classes.verdict} data-tone={tone}>
      <Icon size={22} stroke={2.2} aria-hidden />
      <div>
        <strong>{title ?? t(tone)}</strong>
        {children}
      </div>
    </div>
  );
}

/** Why there is no good verdict, with the checking code's own words for whoever reports it. */
export function Failure({ error, title }: { error: CheckError; title?: string }) {
  const t = useWords(receiptWords);
  const detail = technicalDetail(error);
  return (
    <Verdict tone={error.verdict} title={title}>
      <p>{t(error.why, error.values)}</p>
      {detail !== undefined && <code>{detail}</code>}
    </Verdict>
  );
}
