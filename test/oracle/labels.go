package main

import (
	"encoding/json"

	"k8s.io/pod-security-admission/api"
)

// labelsAnswer is the policy of a namespace, each mode as "level:version", and the labels that are refused.
type labelsAnswer struct {
	Enforce string   `json:"enforce"`
	Audit   string   `json:"audit"`
	Warn    string   `json:"warn"`
	Invalid []string `json:"invalid"`
}

// answerLabels uses the defaults of a server without a PodSecurityConfiguration.
func answerLabels(line []byte) (any, error) {
	var labels map[string]string
	if err := json.Unmarshal(line, &labels); err != nil {
		return nil, err
	}
	privileged := api.LevelVersion{Level: api.LevelPrivileged, Version: api.LatestVersion()}
	policy, errs := api.PolicyToEvaluate(labels, api.Policy{Enforce: privileged, Audit: privileged, Warn: privileged})
	answer := labelsAnswer{policy.Enforce.String(), policy.Audit.String(), policy.Warn.String(), []string{}}
	for _, err := range errs {
		answer.Invalid = append(answer.Invalid, err.Field)
	}
	return answer, nil
}
