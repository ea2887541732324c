-- Proofs of which sponsors may see something, as the proof service tells. It is asked again before anything is shown: this only finds them.
CREATE TABLE gallery_proofs (
  proof_id uuid PRIMARY KEY,
  action_id uuid NOT NULL,
  change_no int NOT NULL,
  is_shown boolean NOT NULL
);
CREATE INDEX gallery_proofs_shown ON gallery_proofs (proof_id DESC) WHERE is_shown;
