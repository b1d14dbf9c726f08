using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Names of what must not leave the process: secrets, and what identifies a person.</summary>
internal static class SensitiveNames
{
    /// <summary>What the name must end with: what comes behind is about the secret, and not the secret (<c>token_type</c>, <c>password_policy</c>).</summary>
    private static readonly HashSet<string> Phrases =
    [
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "authorization", "apikey", "api_key", "access_key", "private_key", "secret_key", "encryption_key", "signing_key",
        "ssn", "social_security", "credit_card", "creditcard", "card_number", "cardnumber", "cvv", "cvc", "security_code", "connection_string", "connectionstring", "credentials", "credential",
        "email", "e_mail", "email_address", "emailaddress", "iban", "passport_number", "phone_number",
    ];

    /// <summary>Words behind that change nothing.</summary>
    private static readonly HashSet<string> Endings = ["value", "text", "plain", "plaintext", "header", "raw", "number", "hash"];

    /// <summary>Words behind that only say which one it is, or of an address whose: <c>password.new</c>, <c>email.recipient</c>. Who owns a token is no secret.</summary>
    private static readonly HashSet<string> Which = ["new", "old", "current", "previous", "primary", "secondary"], Whose = ["recipient", "recipients", "sender", "owner", "user", "customer", "contact", "to", "from", "cc", "bcc"],
        Addresses = ["email", "e_mail", "email_address", "phone_number", "iban"];

    /// <summary>Words before that make it a question, a count or an action.</summary>
    private static readonly HashSet<string> Questions =
        ["has", "is", "no", "without", "missing", "requires", "require", "uses", "use", "forgot", "forgotten", "reset", "change", "changed", "invalid", "wrong", "expired", "verify", "verified", "send", "sent", "by", "via", "max", "min", "num", "count"];

    /// <summary>Tokens that open nothing.</summary>
    private static readonly HashSet<string> HarmlessTokens = ["page", "continuation", "next", "sync", "cancellation", "first", "last", "stop", "start", "special", "bos", "eos", "eot", "pad", "syntax", "per", "output", "input", "completion", "prompt"];

    /// <summary>What makes of a text one that gives nothing away.</summary>
    private static readonly HashSet<string> Disguises =
    [
        "mask", "masked", "redact", "redacted", "hash", "hashed", "anonymize", "anonymise", "anonymized", "anonymised", "pseudonymize", "pseudonymise", "obfuscate", "obfuscated", "scrub", "scrubbed", "encrypt", "encrypted", "digest", "fingerprint",
    ];

    /// <summary>A function of this name takes away what is sensitive.</summary>
    public static bool IsDisguise(string function)
    {
        foreach (var word in SegmentedName.Of(function))
            if (Disguises.Contains(word)) return true;
        return false;
    }

    /// <summary>The part of the name that is sensitive, or null.</summary>
    public static string? Find(string name)
    {
        var segments = SegmentedName.Of(name);
        var end = segments.Length;
        if (end > 1 && (Which.Contains(segments[end - 1]) || Whose.Contains(segments[end - 1]) && SegmentedName.EndsWith(segments, end - 1, Addresses))) end--;
        if (end > 1 && Endings.Contains(segments[end - 1]) && !SegmentedName.EndsWith(segments, end, Phrases)) end--;
        if (!SegmentedName.EndsWith(segments, end, Phrases)) return null;
        var phrase = Phrases.Contains(segments[end - 1]) ? segments[end - 1] : segments[end - 2] + "_" + segments[end - 1];
        var before = end - 1 - (phrase == segments[end - 1] ? 1 : 2);
        if (before >= 0 && (Questions.Contains(segments[before]) || phrase == "token" && HarmlessTokens.Contains(segments[before])) || Questions.Contains(segments[0]) && segments.Length > 1) return null;
        return phrase;
    }
}
