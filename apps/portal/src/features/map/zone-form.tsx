import { mapContract } from "@oneheart/contracts";
import type { Answer } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import { type Field, RecordForm, type Values } from "../../components/form/record-form.tsx";
import { zoneWords } from "./zone-words.ts";

const { createZone, updateZone, removeZone } = mapContract.operations;
export type Zone = Answer<typeof updateZone>;

const kinds = ["urban", "rural", "coastal", "forest", "school", "community", "other"] as const;

function useZoneFields(isNew: boolean): Field[] {
  const t = useWords(zoneWords);
  return [
    { name: "name", label: t("name"), kind: "line", required: true, max: 255 },
    { name: "description", label: t("description"), kind: "text", max: 5000 },
    { name: "zone_type", label: t("zone_type"), kind: "choice", choices: kinds.map((value) => ({ value, label: t(value) })) },
    { name: "location_lat", label: t("location_lat"), kind: "number", min: -90, max: 90, required: true },
    { name: "location_lng", label: t("location_lng"), kind: "number", min: -180, max: 180, required: true },
    { name: "radius_km", label: t("radius_km"), kind: "number", min: 0.01, max: 2000, required: true },
    { name: "impact_factor_bps", label: t("factor_bps"), kind: "number", min: 5000, max: 20_000, required: true },
    { name: "time_zone", label: t("time_zone"), help: t("time_zone_help"), kind: "line", max: 64 },
    ...(isNew ? [] : [{ name: "is_active", label: t("is_active"), kind: "switch" } as const]),
  ];
}

const newZone: Values = { zone_type: "community", name: "", description: "", radius_km: 1, impact_factor_bps: 10_000, time_zone: null };

export function NewZoneForm({ onDone }: { onDone: () => void }) {
  const write = useWrite();
  const fields = useZoneFields(true);
  const send = async (values: Values) => {
    await write(createZone, inputOf(values) as never);
    onDone();
  };
  return <RecordForm draft="zone new" fields={fields} initial={newZone} onSend={send} onCancel={onDone} />;
}

export function ZoneForm({ zone, onDone }: { zone: Zone; onDone: () => void }) {
  const t = useWords(zoneWords);
  const write = useWrite();
  const fields = useZoneFields(false);
  const { name, description, zone_type, location_lat, location_lng, radius_km, impact_factor_bps, is_active } = zone;
  const time_zone = zone.time_zone_is_set ? zone.time_zone : null;
  const initial: Values = { name, description, zone_type, location_lat, location_lng, radius_km, impact_factor_bps, is_active, time_zone };
  const send = async (values: Values) => {
    await write(updateZone, { ...inputOf(values), id: zone.id } as never);
    onDone();
  };
  const remove = async () => {
    await write(removeZone, { id: zone.id });
    onDone();
  };
  return (
    <>
      <RecordForm draft={`zone ${zone.id}`} fields={fields} initial={initial} onSend={send} onCancel={onDone} />
      {zone.retired_at === null && (
        <section>
          <p>{t("remove_more")}</p>
          <ActButton act={remove}>{t("remove")}</ActButton>
        </section>
      )}
    </>
  );
}

/** An empty time zone is that of the middle. */
function inputOf(values: Values): Values {
  return { ...values, time_zone: values.time_zone || null };
}
