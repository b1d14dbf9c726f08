using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>Whether code out of sight may use something: in a library what its declarations show, in a program nothing.</summary>
internal static class Visibility
{
    /// <summary>Other assemblies can name it: neither the symbol nor anything around it is private or internal.</summary>
    public static bool IsVisibleOutside(ISymbol symbol)
    {
        if (symbol is ILocalSymbol or IParameterSymbol) return false;
        for (var outer = symbol; outer is not (null or INamespaceSymbol); outer = outer.ContainingSymbol)
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return false;
        return true;
    }

    /// <summary>Code out of sight may use it: other assemblies can name it, and some may refer to this one.</summary>
    public static bool IsForOthers(ISymbol symbol, Compilation compilation) => !IsProgram(compilation.Options) && IsVisibleOutside(symbol);

    /// <summary>True for what runs by itself, and is referred to by nobody.</summary>
    public static bool IsProgram(CompilationOptions? options) => options?.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
}
