namespace ObservabilityLint.Tool.Terminal;

/// <summary>Something that the user can mend; the message says what and how, and no stack is shown.</summary>
internal sealed class UserException(string message, Exception? inner = null) : Exception(message, inner);
