import "../../components/form/styles.ts";
import { NumberInput, Textarea } from "@mantine/core";
import type { ReviewReason } from "@oneheart/contracts";
import { useRef } from "react";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import { approveReasons, type Item, rejectReasons } from "./item.ts";
import classes from "./review.module.css";
import { reviewWords } from "./review-words.ts";

/** What a reviewer has chosen and written, before it is a decision. */
export interface Choice {
  reject: ReviewReason | null;
  approve: ReviewReason;
  note: string;
  people: number | "";
}
export const noChoice: Choice = { reject: null, approve: "convincing", note: "", people: "" };

interface DecisionProps {
  item: Item;
  choice: Choice;
  onChange: (choice: Choice) => void;
  disabled: boolean;
}

/** Reasons, a note, and how many people the evidence shows. */
export function Decision({ item, choice, onChange, disabled }: DecisionProps) {
  const t = useWords(reviewWords);
  const note = useRef<HTMLTextAreaElement>(null);
  const people = useRef<HTMLInputElement>(null);
  const { reported_beneficiaries: reported } = item.task;
  const reasonKeys = [
    ...rejectReasons.map(({ key, reason }) => [key, () => onChange({ ...choice, reject: reason })] as const),
    ...approveReasons.map(({ key, reason }) => [key.toLowerCase(), () => onChange({ ...choice, approve: reason })] as const),
  ];
  useKeys({ ...Object.fromEntries(reasonKeys), e: () => note.current?.focus(), b: () => people.current?.focus() }, { active: !disabled });
  return (
    <>
      {reported !== null && reported > 0 && (
        <NumberInput
          ref={people}
          label={t("people")}
          description={t("people_more", { count: reported })}
          min={0}
          max={reported}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          disabled={disabled}
          value={choice.people}
          onChange={(value) => onChange({ ...choice, people: value === "" ? "" : Number(value) })}
          onKeyDown={leave}
          rightSection={<kbd>B</kbd>}
        />
      )}
      <Reasons
        legend={t("reject_because")}
        name="reject"
        reasons={rejectReasons}
        chosen={choice.reject}
        words={(reason) => t(reason as "other")}
        onChoose={(reject) => onChange({ ...choice, reject })}
        disabled={disabled}
      />
      <Reasons
        legend={t("approve_because")}
        name="approve"
        reasons={approveReasons}
        chosen={choice.approve}
        words={(reason) => t(reason === "other" ? "other_approve" : (reason as "convincing"))}
        onChoose={(approve) => onChange({ ...choice, approve })}
        disabled={disabled}
      />
      <Textarea
        ref={note}
        label={
          <>
            {t("note")} <kbd>E</kbd>
          </>
        }
        rows={3}
        maxLength={2000}
        disabled={disabled}
        value={choice.note}
        onChange={(event) => onChange({ ...choice, note: event.currentTarget.value })}
        onKeyDown={leave}
      />
    </>
  );
}

/** Back from a field to the keys of the page. */
function leave({ key, currentTarget }: React.KeyboardEvent<HTMLElement>): void {
  if (key === "Escape") currentTarget.blur();
}

interface ReasonsProps {
  legend: string;
  name: string;
  reasons: ReadonlyArray<{ key: string; reason: ReviewReason }>;
  chosen: ReviewReason | null;
  words: (reason: ReviewReason) => string;
  onChoose: (reason: ReviewReason) => void;
  disabled: boolean;
}

function Reasons({ legend, name, reasons, chosen, words, onChoose, disabled }: ReasonsProps) {
  return (
    <fieldset className={classes.reasons} disabled={disabled}>
      <legend>{legend}</legend>
      {reasons.map(({ key, reason }) => (
        <label key={reason} data-chosen={reason === chosen || undefined}>
          <input type="radio" name={name} value={reason} checked={reason === chosen} onChange={() => onChoose(reason)} />
          <span>{words(reason)}</span>
          <kbd>{key}</kbd>
        </label>
      ))}
    </fieldset>
  );
}
