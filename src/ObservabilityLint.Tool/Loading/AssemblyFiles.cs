using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Loading;

/// <summary>The assemblies that projects refer to, each read once however many projects do. Safe for use by several threads.</summary>
internal sealed class AssemblyFiles
{
    private readonly ConcurrentDictionary<(string Path, MetadataReferenceProperties Properties), MetadataReference?> known = new();
    private readonly ConcurrentDictionary<string, PortableExecutableReference?> plain = new(StringComparer.Ordinal);

    /// <summary>Null where there is no such file, or it is not an assembly.</summary>
    public MetadataReference? At(string path, MetadataReferenceProperties properties)
        => known.GetOrAdd((path, properties), key => plain.GetOrAdd(key.Path, Read) is { } reference ? reference.WithProperties(key.Properties) : null);

    private static PortableExecutableReference? Read(string path)
    {
        try
        {
            return File.Exists(path) ? MetadataReference.CreateFromFile(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return null;
        }
    }
}
