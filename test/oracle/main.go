// Command oracle answers what Kubernetes' own libraries say, so that tests compare against the field's truth.
//
// It reads one JSON value a line and answers one JSON value a line, in the same order:
//
//	oracle pods LEVELS VERSIONS   a pod's {"metadata","spec"} -> its Pod Security verdicts (see podAnswer)
//	oracle labels                 a namespace's labels -> the policy that they mean (see labelsAnswer)
//	oracle yaml                   a string of YAML -> the JSON that sigs.k8s.io/yaml makes of it (see yamlAnswer)
//
// LEVELS and VERSIONS are separated by commas, for example "baseline,restricted" and "v1.0,v1.25,latest".
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	answer, err := answerer(os.Args[1:])
	if err == nil {
		err = answerLines(os.Stdin, os.Stdout, answer)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

// answerer picks what to do with a line.
func answerer(args []string) (func(line []byte) (any, error), error) {
	switch {
	case len(args) == 3 && args[0] == "pods":
		return podAnswerer(strings.Split(args[1], ","), strings.Split(args[2], ","))
	case len(args) == 1 && args[0] == "labels":
		return answerLabels, nil
	case len(args) == 1 && args[0] == "yaml":
		return answerYAML, nil
	}
	return nil, fmt.Errorf("usage: oracle pods LEVELS VERSIONS | labels | yaml")
}

func answerLines(in io.Reader, out io.Writer, answer func(line []byte) (any, error)) error {
	reader := bufio.NewReaderSize(in, 1<<20)
	writer := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for number := 1; ; number++ {
		line, readErr := reader.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			result, err := answer(line)
			if err != nil {
				return fmt.Errorf("line %d: %w", number, err)
			}
			if err := encoder.Encode(result); err != nil {
				return fmt.Errorf("line %d: %w", number, err)
			}
		}
		if readErr == io.EOF {
			return writer.Flush()
		}
		if readErr != nil {
			return readErr
		}
	}
}
