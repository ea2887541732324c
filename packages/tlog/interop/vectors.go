package main

import "golang.org/x/mod/sumdb/tlog"

// vectors has the fields of vectors.ts.
type vectors struct {
	VerifierKey   string        `json:"verifierKey"`
	SignerKey     string        `json:"signerKey"`
	WitnessKey    string        `json:"witnessKey"`
	Checkpoint    string        `json:"checkpoint"`
	Origin        string        `json:"origin"`
	CosignedAt    int64         `json:"cosignedAt"`
	Inclusions    []inclusion   `json:"inclusions"`
	Consistencies []consistency `json:"consistencies"`
	Receipts      []receipt     `json:"receipts"`
	Signatures    []judgedSig   `json:"signatures"`
	Notes         []judgedNote  `json:"notes"`
}

type inclusion struct {
	Index    int64       `json:"index"`
	Size     int64       `json:"size"`
	LeafHash tlog.Hash   `json:"leafHash"`
	Root     tlog.Hash   `json:"root"`
	Hashes   []tlog.Hash `json:"hashes"`
}

type consistency struct {
	OldSize int64       `json:"oldSize"`
	OldRoot tlog.Hash   `json:"oldRoot"`
	Size    int64       `json:"size"`
	Root    tlog.Hash   `json:"root"`
	Hashes  []tlog.Hash `json:"hashes"`
}

type receipt struct {
	Entry []byte `json:"entry"`
	Proof string `json:"proof"`
}

type judgedSig struct {
	Key       string `json:"key"`
	Message   string `json:"message"`
	Signature string `json:"signature"`
	Accepted  bool   `json:"accepted"`
	SmallKey  bool   `json:"smallKey"`
}

type judgedNote struct {
	Note    string `json:"note"`
	Refusal string `json:"refusal"`
}
