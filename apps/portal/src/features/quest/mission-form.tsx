import { questContract } from "@oneheart/contracts";
import { useRef, useState } from "react";
import { useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { Conflict } from "../../components/form/conflict.tsx";
import { RecordForm, type Values } from "../../components/form/record-form.tsx";
import { LoadingLines, QueryState } from "../../components/states/states.tsx";
import { HandOut } from "../voice/hand-out.tsx";
import { inputOf, type Mission, newMission, useMissionFields, valuesOf, type Zones } from "./mission-fields.ts";
import { missionWords } from "./mission-words.ts";

const { createMission, updateMission, getMission } = questContract.operations;

interface MissionFormProps {
  zones: Zones;
  onDone: () => void;
}

export function NewMissionForm({ zones, onDone }: MissionFormProps) {
  const write = useWrite();
  const fields = useMissionFields(zones, undefined);
  const send = async (values: Values) => {
    await write(createMission, inputOf(values) as never);
    onDone();
  };
  return (
    <RecordForm
      draft="mission new"
      fields={fields}
      initial={{ ...newMission, zone_id: zones[0]?.id ?? "" }}
      onSend={send}
      onCancel={onDone}
    />
  );
}

export function MissionForm({ id, zones, onDone }: MissionFormProps & { id: string }) {
  const query = useRead(getMission, { id });
  return (
    <QueryState query={query}>
      {(mission) => <LoadedMissionForm key={mission.id} mission={mission} zones={zones} onDone={onDone} />}
    </QueryState>
  );
}

function LoadedMissionForm({ mission, zones, onDone }: MissionFormProps & { mission: Mission }) {
  const t = useWords(missionWords);
  const formats = useFormats();
  const write = useWrite();
  const fields = useMissionFields(zones, mission);
  // What was there when the form was opened; only who has seen the difference saves above something newer.
  const seen = useRef(mission.version);
  const [first, setFirst] = useState(() => valuesOf(mission));
  const send = async (values: Values) => {
    await write(updateMission, { ...inputOf(values), id: mission.id, version_seen: seen.current } as never);
    onDone();
  };
  return (
    <>
      {mission.begun_at && <p>{t("begun", { when: formats.dateTime(mission.begun_at) })}</p>}
      <RecordForm
        draft={`mission ${mission.id}`}
        fields={fields}
        initial={first}
        onSend={send}
        onCancel={onDone}
        explain={(error, values, { again, reset }) =>
          (error as { code?: string }).code === "mission_changed" && (
            <MissionConflict
              id={mission.id}
              mine={values}
              fields={fields}
              onChoose={(theirs, keep) => {
                seen.current = theirs.version;
                if (keep) return again();
                setFirst(valuesOf(theirs));
                reset();
              }}
            />
          )
        }
      />
      <HandOut mission={mission} />
    </>
  );
}

interface MissionConflictProps {
  id: string;
  mine: Values;
  fields: ReturnType<typeof useMissionFields>;
  onChoose: (theirs: Mission, keep: boolean) => void;
}

/** Reads what the other saved, anew. */
function MissionConflict({ id, mine, fields, onChoose }: MissionConflictProps) {
  const { data, isFetchedAfterMount, error, refetch } = useRead(getMission, { id }, { fresh: true });
  if (error) return <QueryState query={{ data: undefined, error, refetch }}>{() => null}</QueryState>;
  if (data === undefined || !isFetchedAfterMount) return <LoadingLines lines={3} />;
  return (
    <Conflict
      fields={fields}
      mine={mine}
      theirs={valuesOf(data)}
      onKeep={() => onChoose(data, true)}
      onTake={() => onChoose(data, false)}
    />
  );
}
