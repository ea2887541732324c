import { useFormats } from "../../app/formats.ts";

/** A moment as people say it, and exactly when pointed at or read out. */
export function Moment({ at, exact = false }: { at: string | Date; exact?: boolean }) {
  const formats = useFormats();
  const moment = new Date(at);
  const full = formats.dateTime(moment);
  return (
    <time dateTime={moment.toISOString()} title={full}>
      {exact ? full : formats.relative(moment)}
    </time>
  );
}
