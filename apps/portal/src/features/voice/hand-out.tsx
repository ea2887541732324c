import { NumberInput } from "@mantine/core";
import { sponsorContract } from "@oneheart/contracts";
import { useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import { download } from "../../components/table/csv.ts";
import { handOutWords } from "./hand-out-words.ts";
import { sheetOf } from "./sheet.ts";

const countMax = 200;

/** Makes links for people whom a mission is for, as a page to print. They are told once, so the page is all there is of them. */
export function HandOut({ mission }: { mission: { id: string; title: string } }) {
  const t = useWords(handOutWords);
  const write = useWrite();
  const [count, setCount] = useState(24);
  const make = async () => {
    const { items } = await write(sponsorContract.operations.handOutVoiceLinks, { mission_id: mission.id, count });
    download("links.html", sheetOf(mission.title, [t("card_th"), t("card_en")], items), "text/html;charset=utf-8");
  };
  return (
    <section>
      <h3>{t("title")}</h3>
      <p>{t("lead")}</p>
      <NumberInput
        label={t("count")}
        min={1}
        max={countMax}
        clampBehavior="strict"
        allowDecimal={false}
        value={count}
        onChange={(value) => setCount(Number(value))}
        mb="sm"
      />
      <ActButton act={make} disabled={count < 1}>
        {t("make")}
      </ActButton>
    </section>
  );
}
