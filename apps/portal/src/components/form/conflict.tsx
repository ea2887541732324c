import { Button } from "@mantine/core";
import { defineWords, useWords } from "../../app/i18n.ts";
import classes from "./form.module.css";
import type { Field, Values } from "./record-form.tsx";

const words = defineWords(
  "conflict",
  {
    title: "Somebody else changed this while you were writing",
    more: "Nothing was saved yet. These are the differences.",
    field: "Field",
    mine: "Yours",
    theirs: "Theirs",
    same: "What they saved is the same as yours.",
    keep: "Save mine",
    take: "Take theirs",
    empty: "(empty)",
  },
  {
    title: "มีคนอื่นแก้ไขรายการนี้ขณะที่คุณกำลังเขียน",
    more: "ยังไม่มีการบันทึก ความแตกต่างมีดังนี้",
    field: "ช่อง",
    mine: "ของคุณ",
    theirs: "ของเขา",
    same: "สิ่งที่เขาบันทึกเหมือนกับของคุณ",
    keep: "บันทึกของฉัน",
    take: "ใช้ของเขา",
    empty: "(ว่าง)",
  },
);

interface ConflictProps {
  fields: readonly Field[];
  mine: Values;
  theirs: Values;
  onKeep: () => void;
  onTake: () => void;
}

/** Two people edited the same thing: the second one sees the difference and chooses. */
export function Conflict({ fields, mine, theirs, onKeep, onTake }: ConflictProps) {
  const t = useWords(words);
  const differing = fields.filter(({ name }) => (mine[name] ?? null) !== (theirs[name] ?? null));
  const text = (value: unknown) => (value === null || value === undefined || value === "" ? t("empty") : String(value));
  return (
    <div role="alert" className={classes.conflict}>
      <strong>{t("title")}</strong>
      <p>{differing.length === 0 ? t("same") : t("more")}</p>
      {differing.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("field")}</th>
              <th scope="col">{t("mine")}</th>
              <th scope="col">{t("theirs")}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(({ name, label }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td>{text(mine[name])}</td>
                <td>{text(theirs[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={onTake}>
          {t("take")}
        </Button>
        <Button onClick={onKeep}>{t("keep")}</Button>
      </div>
    </div>
  );
}
