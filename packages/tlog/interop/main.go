// Command interop lets golang.org/x/mod/sumdb/{note,tlog} and github.com/transparency-dev/formats judge what @oneheart/tlog
// made (check), and makes the same for @oneheart/tlog to judge (make).
package main

import (
	"fmt"
	"os"
)

func main() {
	commands := map[string]func(string) error{"check": check, "make": makeVectors}
	if len(os.Args) != 3 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: interop check|make <folder>")
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "interop:", err)
		os.Exit(1)
	}
}
