package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	kjson "sigs.k8s.io/json"
)

// refusal is one check that forbids the pod.
type refusal struct {
	Check  policy.CheckID `json:"check"`
	Reason string         `json:"reason"`
	Detail string         `json:"detail"`
}

// podAnswer holds each distinct refusal of a pod once: ten thousand pods times a hundred policies repeat few.
type podAnswer struct {
	Refusals []refusal `json:"refusals"`
	// Verdicts has, for each level and then each version in the order asked, the positions in Refusals, in the
	// order in which the admission plugin names them. None means that the pod is allowed.
	Verdicts [][][]int `json:"verdicts"`
}

type podInput struct {
	Metadata metav1.ObjectMeta `json:"metadata"`
	Spec     corev1.PodSpec    `json:"spec"`
}

func podAnswerer(levelNames, versionNames []string) (func(line []byte) (any, error), error) {
	var levels []api.Level
	for _, name := range levelNames {
		level, err := api.ParseLevel(name)
		if err != nil {
			return nil, fmt.Errorf("level %q: %w", name, err)
		}
		levels = append(levels, level)
	}
	var versions []api.Version
	for _, name := range versionNames {
		version, err := api.ParseVersion(name)
		if err != nil {
			return nil, fmt.Errorf("version %q: %w", name, err)
		}
		versions = append(versions, version)
	}

	// The evaluator answers with results and no ids, so every check notes its own when it is run.
	var ran []policy.CheckID
	checks := policy.DefaultChecks()
	for _, check := range checks {
		for i := range check.Versions {
			checkPod := check.Versions[i].CheckPod
			check.Versions[i].CheckPod = func(metadata *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
				ran = append(ran, check.ID)
				return checkPod(metadata, spec)
			}
		}
	}
	evaluator, err := policy.NewEvaluator(checks, nil)
	if err != nil {
		return nil, err
	}

	return func(line []byte) (any, error) {
		var pod podInput
		// The decoder of the API server: field names match exactly.
		if err := kjson.UnmarshalCaseSensitivePreserveInts(line, &pod); err != nil {
			return nil, err
		}
		answer := podAnswer{Refusals: []refusal{}}
		positions := map[refusal]int{}
		for _, level := range levels {
			ofLevel := [][]int{}
			for _, version := range versions {
				ran = ran[:0]
				forbidden := []int{}
				results := evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: version}, &pod.Metadata, &pod.Spec)
				for i, result := range results {
					if result.Allowed {
						continue
					}
					one := refusal{ran[i], result.ForbiddenReason, result.ForbiddenDetail}
					position, known := positions[one]
					if !known {
						position = len(answer.Refusals)
						positions[one] = position
						answer.Refusals = append(answer.Refusals, one)
					}
					forbidden = append(forbidden, position)
				}
				ofLevel = append(ofLevel, forbidden)
			}
			answer.Verdicts = append(answer.Verdicts, ofLevel)
		}
		return answer, nil
	}, nil
}
