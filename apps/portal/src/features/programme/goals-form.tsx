import { analyticsContract, questContract } from "@oneheart/contracts";
import { useRef, useState } from "react";
import { type Answer, useRead, useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { kindInWords } from "../../app/kind-in-words.ts";
import { useWrite } from "../../app/use-write.ts";
import { Conflict } from "../../components/form/conflict.tsx";
import { type Field, RecordForm, type Values } from "../../components/form/record-form.tsx";
import { LoadingLines, QueryState } from "../../components/states/states.tsx";
import { settingsWords } from "./settings-words.ts";

const { getGoalMappings, setGoalMappings } = analyticsContract.operations;
type Goals = Answer<typeof getGoalMappings>;

/** Which Sustainable Development Goals each kind of mission serves: of the kinds that were told before, and those of missions that there are. */
export function GoalsForm() {
  const query = useRead(getGoalMappings, {});
  const missions = useReadPages(questContract.operations.listMissions, { limit: 100 });
  const used = missions.items.map(({ mission_type }) => mission_type);
  return (
    <QueryState query={query}>
      {(goals) => (missions.query.isPending ? <LoadingLines lines={6} /> : <Loaded goals={goals} used={used} />)}
    </QueryState>
  );
}

function Loaded({ goals, used }: { goals: Goals; used: readonly string[] }) {
  const t = useWords(settingsWords);
  const write = useWrite();
  const version = useRef(goals.version);
  const [told, setTold] = useState(goals);
  const [isSaved, setSaved] = useState(false);
  const kinds = [...new Set([...told.mappings.map(({ mission_type }) => mission_type), ...used])].sort();
  const fields: Field[] = kinds.map((kind) => ({ name: kind, label: kindInWords(kind), kind: "line", max: 120 }));
  const send = async (values: Values) => {
    setSaved(false);
    const mappings = kinds.map((mission_type) => ({ mission_type, targets: targetsIn(String(values[mission_type] ?? "")) }));
    const served = mappings.filter(({ targets }) => targets.length > 0);
    const saved = await write(setGoalMappings, { mappings: served, version_seen: version.current });
    version.current = saved.version;
    setTold(saved);
    setSaved(true);
  };
  return (
    <>
      <p>{t("goals_more")}</p>
      <div data-data>
        <RecordForm
          draft="goals"
          fields={fields}
          initial={valuesOf(told)}
          dense
          onSend={send}
          explain={(error, mine, { again, reset }) =>
            (error as { code?: string }).code === "goal_mappings_changed" && (
              <GoalsConflict
                mine={mine}
                fields={fields}
                onChoose={(theirs, keep) => {
                  version.current = theirs.version;
                  if (keep) return again();
                  setTold(theirs);
                  reset();
                }}
              />
            )
          }
        />
      </div>
      <p role="status">{isSaved && t("saved")}</p>
    </>
  );
}

interface GoalsConflictProps {
  mine: Values;
  fields: readonly Field[];
  onChoose: (theirs: Goals, keep: boolean) => void;
}

function GoalsConflict({ mine, fields, onChoose }: GoalsConflictProps) {
  const { data, isFetchedAfterMount } = useRead(getGoalMappings, {}, { fresh: true });
  if (data === undefined || !isFetchedAfterMount) return <LoadingLines lines={3} />;
  const [onKeep, onTake] = [() => onChoose(data, true), () => onChoose(data, false)];
  return <Conflict fields={fields} mine={mine} theirs={valuesOf(data)} onKeep={onKeep} onTake={onTake} />;
}

function valuesOf({ mappings }: Goals): Values {
  return Object.fromEntries(mappings.map(({ mission_type, targets }) => [mission_type, targets.join(", ")]));
}

/** "15.2, 11.6" as people write it. */
function targetsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((target) => target !== "");
}
