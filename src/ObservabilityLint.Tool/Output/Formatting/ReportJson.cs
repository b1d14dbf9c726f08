using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ObservabilityLint.Tool.Output.Formatting;

/// <summary>JSON as a person can read it.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options)) content(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> item)
    {
        json.WriteStartArray(name);
        foreach (var each in items) item(each);
        json.WriteEndArray();
    }
}
