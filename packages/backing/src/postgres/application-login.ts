import { createHmac } from "node:crypto";
import pg from "pg";

/** Whom requests and jobs run as: a member of `oneheart_app`, which the migrations give its rights, and of nothing else. */
const LOGIN = "oneheart_server";

/** Roles belong to the whole cluster, so another process may be making them at this moment. */
const ROLES = `
do $$
begin
  begin
    create role oneheart_app nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  begin
    create role ${LOGIN} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls in role oneheart_app;
  exception when duplicate_object or unique_violation then null;
  end;
end
$$`;

/**
 * The address of the same database as the application logs in to it. Its password follows from the owner's, which does not
 * follow from it, so there is no second secret to keep.
 */
export function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const password = passwordFrom(decodeURIComponent(url.password));
  url.username = LOGIN;
  url.password = password;
  return url.href;
}

/** Makes the application's login where it is missing. Called as the owner. */
export async function ensureApplicationLogin(client: pg.ClientBase, ownerPassword: string): Promise<void> {
  const { rows } = await client.query(
    "select rolpassword is not null as ready from pg_authid where rolname = $1 and pg_has_role(oid, to_regrole('oneheart_app'), 'member')",
    [LOGIN],
  );
  if (rows[0]?.ready) return;
  await client.query(ROLES);
  await client.query(`alter role ${LOGIN} password ${pg.escapeLiteral(passwordFrom(ownerPassword))}`);
}

function passwordFrom(ownerPassword: string): string {
  return createHmac("sha256", ownerPassword).update(LOGIN).digest("base64url");
}
