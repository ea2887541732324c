/** Where in the cache the identity service notes what gateways ask of a session: that it is live, and that it ended. */
export const sessionNotes = {
  live: (session_id: string) => `session:${session_id}`,
  ended: (session_id: string) => `session_ended:${session_id}`,
  /** The channel on which the id of a session that ended is told. */
  endedChannel: "session.ended",
} as const;
