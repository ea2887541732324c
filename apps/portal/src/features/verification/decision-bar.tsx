import { Button } from "@mantine/core";
import type { ReviewDecision } from "@oneheart/contracts";
import { IconHourglassEmpty } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import type { SettledAct, WaitingAct } from "../../app/outbox.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { useTrouble } from "../../app/trouble.ts";
import { useSecondsLeft } from "../../app/use-seconds-left.ts";
import { State } from "../../components/states/states.tsx";
import classes from "./review.module.css";
import { reviewWords } from "./review-words.ts";

interface DecisionBarProps {
  act: WaitingAct | undefined;
  refused: SettledAct | undefined;
  mayApprove: boolean;
  mayReject: boolean;
  told: string | undefined;
  releasesLeft: number | undefined;
  onDecide: (decision: ReviewDecision) => void;
  onGiveBack: () => void;
  onNext: () => void;
  children: ReactNode;
}

/** Where one decides; then what was decided, for as long as it can be taken back. */
export function DecisionBar(props: DecisionBarProps) {
  const { act, refused, mayApprove, mayReject, told, releasesLeft, onDecide, onGiveBack, onNext, children } = props;
  const t = useWords(reviewWords);
  const trouble = useTrouble();
  return (
    <div className={classes.bar} data-no-print>
      {children}
      {act && <Decided act={act} />}
      {refused && (
        <div role="alert" className={classes.decided}>
          <span>
            <strong>{t("refused")}</strong> {t("refused_more", { why: trouble(refused.error).detail ?? trouble(refused.error).title })}
          </span>
          <Button onClick={onNext}>
            {t("take_next")} <kbd>N</kbd>
          </Button>
        </div>
      )}
      {!act && !refused && (
        <>
          <span role="status" className={classes.told}>
            {told ?? (mayReject ? "" : t("look_first"))}
          </span>
          <Button
            variant="default"
            onClick={onGiveBack}
            disabled={releasesLeft === 0}
            title={releasesLeft === undefined ? undefined : t("skip_left", { count: releasesLeft })}
          >
            {t("skip")} <kbd>S</kbd>
          </Button>
          <Button variant="default" className={classes.reject} onClick={() => onDecide("reject")} disabled={!mayReject}>
            {t("reject")} <kbd>R</kbd>
          </Button>
          <Button onClick={() => onDecide("approve")} disabled={!mayApprove}>
            {t("approve")} <kbd>A</kbd>
          </Button>
        </>
      )}
    </div>
  );
}

function Decided({ act }: { act: WaitingAct }) {
  const t = useWords(reviewWords);
  const { outbox } = usePortal();
  const left_s = useSecondsLeft(act.due_ms);
  const isStopped = act.state === "failed" || act.state === "left";
  const send = () => void outbox.send(act.id);
  const takeBack = () => outbox.takeBack(act.id);
  useKeys({ n: send, z: takeBack }, { active: act.state !== "sending" });
  const when = () => {
    if (act.state === "sending") return t("sending");
    return isStopped ? `${t("not_sent")}. ${t("not_sent_more")}` : t("goes", { count: left_s });
  };
  return (
    <div className={classes.decided}>
      <span>
        <strong role="status">{act.what}</strong> {when()}
      </span>
      <Button variant="default" onClick={takeBack} disabled={act.state === "sending"}>
        {t("undo")} <kbd>Z</kbd>
      </Button>
      <Button onClick={send} loading={act.state === "sending"}>
        {t(isStopped ? "send_again" : "next")} <kbd>N</kbd>
      </Button>
    </div>
  );
}

/** In the place of an item whose lease ran out. */
export function LeaseOver({ onNext }: { onNext: () => void }) {
  const t = useWords(reviewWords);
  return (
    <div role="alert">
      <State
        icon={IconHourglassEmpty}
        title={t("lease_over")}
        action={
          <Button onClick={onNext}>
            {t("take_next")} <kbd>N</kbd>
          </Button>
        }
      >
        {t("lease_over_more")}
      </State>
    </div>
  );
}
