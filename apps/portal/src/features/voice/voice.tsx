import { type CallInput, sponsorContract } from "@oneheart/contracts";
import { IconHeart } from "@tabler/icons-react";
import { useState } from "react";
import { useAddressState } from "../../app/address-state.ts";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import classes from "./voice.module.css";
import { voiceWords } from "./voice-words.ts";

const { voiceQuestion, answerVoice } = sponsorContract.operations;
type Answer = Omit<CallInput<typeof answerVoice>, "link">;

const helped = [5, 4, 3, 2, 1] as const;
const wanted = ["more", "enough", "else"] as const;

/** Two questions for somebody whom a mission is for, who came by a printed code. */
export function Voice() {
  const t = useWords(voiceWords);
  const [link = ""] = useAddressState("link");
  const query = useRead(voiceQuestion, { link }, { enabled: link !== "" });
  const lead = query.data && !query.data.is_answered ? t("lead", { mission: query.data.title }) : undefined;
  return (
    <Page title={t("title")} lead={lead} width="read">
      <Card>
        {link === "" ? (
          <EmptyState title={t("no_link")} />
        ) : (
          <QueryState query={query}>{({ is_answered }) => <Questions link={link} isAnswered={is_answered} />}</QueryState>
        )}
      </Card>
    </Page>
  );
}

function Questions({ link, isAnswered }: { link: string; isAnswered: boolean }) {
  const t = useWords(voiceWords);
  const write = useWrite();
  const [answer, setAnswer] = useState<Partial<Answer>>({});
  const [sent, setSent] = useState(false);
  if (sent)
    return (
      <div role="status">
        <EmptyState icon={IconHeart} title={t("thanks")}>
          {t("thanks_more")}
        </EmptyState>
      </div>
    );
  if (isAnswered) return <EmptyState icon={IconHeart} title={t("answered")} />;
  const send = async () => {
    await write(answerVoice, { link, ...(answer as Answer) });
    setSent(true);
  };
  return (
    <>
      <fieldset className={classes.question}>
        <legend>{t("helped")}</legend>
        {helped.map((value) => (
          <Choice
            key={value}
            name="helped"
            words={t(`helped_${value}`)}
            isChosen={answer.helped === value}
            onChoose={() => setAnswer({ ...answer, helped: value })}
          />
        ))}
      </fieldset>
      <fieldset className={classes.question}>
        <legend>{t("wanted")}</legend>
        {wanted.map((value) => (
          <Choice
            key={value}
            name="wanted"
            words={t(`wanted_${value}`)}
            isChosen={answer.wanted === value}
            onChoose={() => setAnswer({ ...answer, wanted: value })}
          />
        ))}
      </fieldset>
      <ActButton act={send} variant="filled" size="md" fullWidth disabled={answer.helped === undefined || answer.wanted === undefined}>
        {t("send")}
      </ActButton>
    </>
  );
}

interface ChoiceProps {
  name: string;
  words: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Choice({ name, words, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className={classes.choice}>
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      {words}
    </label>
  );
}
