import { Button } from "@mantine/core";
import { IconArrowBackUp, IconBlur, IconCheck, IconRefresh, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { Card } from "../../components/page/page.tsx";
import { Pill, type Tone } from "../../components/pill/pill.tsx";
import { Toggle } from "../../components/toggle/toggle.tsx";
import { type Copy, useCopyActs } from "./copy.ts";
import { CopyPicture, type CopyView } from "./copy-picture.tsx";
import classes from "./pictures.module.css";
import { picturesWords } from "./pictures-words.ts";
import { middleOf, type Rectangle } from "./rectangle.ts";

const tones: Record<Copy["state"], Tone> = {
  preparing: "info",
  ready: "waiting",
  released: "verified",
  blocked: "warning",
  withdrawn: "plain",
};

interface CopyEditorProps {
  copy: Copy;
  /** Something is about to change, so that the copy may leave the list. */
  onTouch: () => void;
  /** It was released or withdrawn; the words say which. */
  onDone: (words: string) => void;
  onReload: () => void;
}

/** One picture: what others would see of it, and what else must be blurred. */
export function CopyEditor({ copy, onTouch, onDone, onReload }: CopyEditorProps) {
  const t = useWords(picturesWords);
  const acts = useCopyActs(copy);
  const { busy, error, run } = useOneAtATime(onTouch);
  const [view, setView] = useState<CopyView>("others");
  const [draft, setDraft] = useState<Rectangle>();
  /** The revision that was on the screen as others would see it. */
  const [seen, setSeen] = useState<number>();
  const drawing = useRef<SVGSVGElement>(null);
  const mayChange = copy.state === "ready" || copy.state === "preparing";
  const mayRelease = copy.state === "ready" && seen === copy.revision && !busy;
  const release = () => mayRelease && run(async () => acts.release().then(() => onDone(t("done_release"))));
  const undo = () => mayChange && copy.can_undo && run(acts.undo);
  const turn = () => setView(view === "others" ? "original" : "others");
  const begin = () => {
    if (!mayChange || copy.width_px === null || copy.height_px === null) return;
    setDraft(middleOf({ width: copy.width_px, height: copy.height_px }));
    drawing.current?.focus();
  };
  useKeys({ a: release, z: undo, v: turn, b: begin });

  return (
    <div className={classes.editor}>
      <div className={classes.main}>
        <CopyPicture
          copy={copy}
          view={view}
          draft={draft}
          onDraft={setDraft}
          onBlur={(region) => run(() => acts.blur(region))}
          mayChange={mayChange}
          onSeen={() => setSeen(copy.revision)}
          onReload={onReload}
          drawing={drawing}
        />
        <div className={classes.tools}>
          <Toggle
            label={t("view")}
            value={view}
            options={(["others", "original"] as const).map((value) => ({ value, label: t(value) }))}
            onChange={setView}
          />
          {mayChange && (
            <>
              <Button variant="default" leftSection={<IconBlur size={16} aria-hidden />} onClick={begin}>
                {t("blur_here")} <kbd>B</kbd>
              </Button>
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={() => void undo()}
                disabled={!copy.can_undo}
              >
                {t("undo")} <kbd>Z</kbd>
              </Button>
            </>
          )}
        </div>
        {mayChange && <p className={classes.hint}>{t("hint")}</p>}
      </div>
      <Card title={t("regions")} actions={<Pill tone={tones[copy.state]}>{t(copy.state)}</Pill>}>
        <RegionList copy={copy} mayChange={mayChange && !busy} onRemove={(id) => void run(() => acts.unblur(id))} />
        {error !== undefined && <FormTrouble error={error} />}
        {mayChange && (
          <>
            <Button leftSection={<IconCheck size={16} aria-hidden />} disabled={!mayRelease} loading={busy} onClick={() => void release()}>
              {t("release")} <kbd>A</kbd>
            </Button>
            <p className={classes.hint}>{t("release_more")}</p>
          </>
        )}
        {copy.state === "released" && (
          <Button
            variant="default"
            leftSection={<IconX size={16} aria-hidden />}
            loading={busy}
            onClick={() => void run(async () => acts.withdraw().then(() => onDone(t("done_withdraw"))))}
          >
            {t("withdraw")}
          </Button>
        )}
        {(copy.state === "blocked" || copy.state === "withdrawn") && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={busy}
            onClick={() => void run(acts.prepare)}
          >
            {t("prepare")}
          </Button>
        )}
      </Card>
    </div>
  );
}

function RegionList({ copy, mayChange, onRemove }: { copy: Copy; mayChange: boolean; onRemove: (region_id: string) => void }) {
  const t = useWords(picturesWords);
  const formats = useFormats();
  const share = (part: number, of: number | null) => formats.share(Math.round((part / (of ?? 1)) * 100) * 100);
  if (copy.regions.length === 0) return <p className={classes.hint}>{t("no_regions")}</p>;
  return (
    <ul className={classes.list}>
      {copy.regions.map(({ region_id, left, top, found_by }) => {
        const what = t(found_by === "detector" ? "by_detector" : "by_person");
        const place = t("place", { left: share(left, copy.width_px), top: share(top, copy.height_px) });
        return (
          <li key={region_id}>
            <span>
              {what}
              <small>{place}</small>
            </span>
            {mayChange && (
              <Button variant="subtle" size="compact-sm" aria-label={t("remove", { what, place })} onClick={() => onRemove(region_id)}>
                {t("remove_short")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Does one thing at a time at the server, and keeps why it was refused. */
function useOneAtATime(onBegin: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (act: () => Promise<unknown>) => {
    if (busy) return;
    onBegin();
    setBusy(true);
    setError(undefined);
    await act()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}
