// Command template-oracle says what Go's text/template/parse makes of templates.
//
// It reads JSON lines on standard input: first the names of the known functions as an array, then one request for each
// template. For each it prints one JSON line: the serialised trees, or the line and text of the rejection.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"text/template/parse"
)

type request struct {
	Text     string `json:"text"`
	Comments bool   `json:"comments"`
	// Digest asks for the SHA-256 of the serialisation in its place.
	Digest bool `json:"digest"`
}

type answer struct {
	Trees string `json:"trees,omitempty"`
	Line  int    `json:"line,omitempty"`
	Error string `json:"error,omitempty"`
}

// fileName is the name of the top-level template.
const fileName = "file"

var place = regexp.MustCompile(`^template: ` + fileName + `:(\d+): `)

func answerTo(wanted request, functions map[string]any) answer {
	tree := parse.New(fileName)
	if wanted.Comments {
		tree.Mode = parse.ParseComments
	}
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(wanted.Text, "", "", trees, functions); err != nil {
		answer := answer{Error: err.Error()}
		if match := place.FindStringSubmatch(err.Error()); match != nil {
			answer.Line, _ = strconv.Atoi(match[1])
		}
		return answer
	}
	serialised := serialise(wanted.Text, trees)
	if wanted.Digest {
		sum := sha256.Sum256([]byte(serialised))
		serialised = hex.EncodeToString(sum[:])
	}
	return answer{Trees: serialised}
}

func run() error {
	requests := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	answers := json.NewEncoder(out)
	var names []string
	if err := requests.Decode(&names); err != nil {
		return fmt.Errorf("read the function names: %w", err)
	}
	functions := map[string]any{}
	for _, name := range names {
		functions[name] = true
	}
	for requests.More() {
		var wanted request
		if err := requests.Decode(&wanted); err != nil {
			return fmt.Errorf("read a request: %w", err)
		}
		if err := answers.Encode(answerTo(wanted, functions)); err != nil {
			return err
		}
	}
	return out.Flush()
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
