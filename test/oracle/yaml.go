package main

import (
	"encoding/json"

	"sigs.k8s.io/yaml"
)

// yamlAnswer is the JSON text, or why there is none.
type yamlAnswer struct {
	JSON  *string `json:"json,omitempty"`
	Error string  `json:"error,omitempty"`
}

func answerYAML(line []byte) (any, error) {
	var text string
	if err := json.Unmarshal(line, &text); err != nil {
		return nil, err
	}
	data, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return yamlAnswer{Error: err.Error()}, nil
	}
	converted := string(data)
	return yamlAnswer{JSON: &converted}, nil
}
