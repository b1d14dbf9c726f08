namespace ObservabilityLint.Tool.Tests.Output;

/// <summary>What SARIF 2.1.0 (OASIS, sections 3.13 to 3.58) requires of the objects that a report is made of: their properties and no others, types, values and least numbers.</summary>
internal static class SarifSchema
{
    public const string Text = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object", "required": ["version", "runs"], "additionalProperties": false,
          "properties": {
            "$schema": { "type": "string", "format": "uri" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "items": { "$ref": "#/$defs/run" } }
          },
          "$defs": {
            "message": { "type": "object", "additionalProperties": false, "required": ["text"], "properties": { "text": { "type": "string", "minLength": 1 } } },
            "level": { "enum": ["none", "note", "warning", "error"] },
            "run": {
              "type": "object", "required": ["tool", "results"], "additionalProperties": false,
              "properties": {
                "tool": {
                  "type": "object", "required": ["driver"], "additionalProperties": false,
                  "properties": {
                    "driver": {
                      "type": "object", "required": ["name"], "additionalProperties": false,
                      "properties": {
                        "name": { "type": "string" },
                        "semanticVersion": { "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+" },
                        "rules": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/rule" } }
                      }
                    }
                  }
                },
                "originalUriBaseIds": { "type": "object", "additionalProperties": { "type": "object", "required": ["uri"], "properties": { "uri": { "type": "string", "pattern": "^file:///.*/$" } } } },
                "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
                "results": { "type": "array", "items": { "$ref": "#/$defs/result" } },
                "invocations": {
                  "type": "array", "uniqueItems": true,
                  "items": {
                    "type": "object", "required": ["executionSuccessful"], "additionalProperties": false,
                    "properties": {
                      "executionSuccessful": { "type": "boolean" },
                      "toolExecutionNotifications": { "type": "array", "items": { "type": "object", "required": ["message"], "additionalProperties": false, "properties": { "level": { "$ref": "#/$defs/level" }, "message": { "$ref": "#/$defs/message" } } } }
                    }
                  }
                }
              }
            },
            "rule": {
              "type": "object", "required": ["id"], "additionalProperties": false,
              "properties": {
                "id": { "type": "string" }, "name": { "type": "string" },
                "shortDescription": { "$ref": "#/$defs/message" }, "fullDescription": { "$ref": "#/$defs/message" },
                "helpUri": { "type": "string", "pattern": "^https://" },
                "defaultConfiguration": { "type": "object", "additionalProperties": false, "properties": { "level": { "$ref": "#/$defs/level" }, "enabled": { "type": "boolean" } } },
                "properties": { "type": "object" }
              }
            },
            "result": {
              "type": "object", "required": ["message"], "additionalProperties": false,
              "properties": {
                "ruleId": { "type": "string" }, "ruleIndex": { "type": "integer", "minimum": 0 },
                "level": { "$ref": "#/$defs/level" }, "message": { "$ref": "#/$defs/message" },
                "locations": { "type": "array", "items": { "$ref": "#/$defs/location" } },
                "relatedLocations": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/location" } },
                "partialFingerprints": { "type": "object", "minProperties": 1, "additionalProperties": { "type": "string" } },
                "baselineState": { "enum": ["new", "unchanged", "updated", "absent"] },
                "properties": { "type": "object" }
              }
            },
            "location": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "physicalLocation": {
                  "type": "object", "required": ["artifactLocation"], "additionalProperties": false,
                  "properties": {
                    "artifactLocation": { "type": "object", "additionalProperties": false, "required": ["uri"], "properties": { "uri": { "type": "string", "format": "uri-reference" }, "uriBaseId": { "type": "string" } } },
                    "region": {
                      "type": "object", "additionalProperties": false,
                      "properties": { "startLine": { "$ref": "#/$defs/count" }, "startColumn": { "$ref": "#/$defs/count" }, "endLine": { "$ref": "#/$defs/count" }, "endColumn": { "$ref": "#/$defs/count" } }
                    }
                  }
                },
                "logicalLocations": { "type": "array", "uniqueItems": true, "items": { "type": "object", "properties": { "fullyQualifiedName": { "type": "string" } } } }
              }
            },
            "count": { "type": "integer", "minimum": 1 }
          }
        }
        """;
}
