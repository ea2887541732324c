import type { analyticsContract, Output } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

type Languages = Output<typeof analyticsContract.operations.getProgramme>["languages"];

export interface ProgrammeRow {
  name: string;
  description: string;
  logo_url: string | null;
  languages: Languages;
  time_zone: string;
  currency: string;
  fiscal_year_starts: number;
  privacy_notice: string;
  updated_at: Date;
  version: number;
}

const columns = sql`name, description, logo_url, languages, time_zone, currency, fiscal_year_starts, privacy_notice, updated_at, version`;

/** Every SQL statement over the programme's settings. */
export function programmeStore({ db }: { db: Database }) {
  return {
    async get(): Promise<ProgrammeRow> {
      return (await sql<ProgrammeRow>`SELECT ${columns} FROM programme`.execute(db)).rows[0]!;
    },
    async lock(): Promise<ProgrammeRow> {
      return (await sql<ProgrammeRow>`SELECT ${columns} FROM programme FOR UPDATE`.execute(db)).rows[0]!;
    },
    async save(row: ProgrammeRow): Promise<ProgrammeRow> {
      const { rows } = await sql<ProgrammeRow>`
        UPDATE programme SET name = ${row.name}, description = ${row.description}, logo_url = ${row.logo_url}, languages = ${row.languages},
          time_zone = ${row.time_zone}, currency = ${row.currency}, fiscal_year_starts = ${row.fiscal_year_starts},
          privacy_notice = ${row.privacy_notice}, updated_at = ${row.updated_at}, version = version + 1
        RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
  };
}
