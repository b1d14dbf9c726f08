namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>Finds where a number or a duration ends, character for character as Prometheus does: what it takes for a number here may still not be one, which <see cref="NumberValue"/> finds.</summary>
internal ref struct NumberScanner(string text, int start)
{
    private const string Decimal = "0123456789";
    private const string Hexadecimal = "0123456789abcdefABCDEF";

    /// <summary>Where the scan stands, which is the end of the number or duration after success.</summary>
    public int Position { get; private set; } = start;

    public bool ScanNumber()
    {
        var digits = Accept("0") && Accept("xX") ? Hexadecimal : Decimal;
        if (digits == Hexadecimal) Accept("_");
        Accept(".");
        Accept(digits);
        var (hasDot, hasExponent) = (false, false);
        while (true)
        {
            if (Accept("."))
            {
                if (hasDot || Accept("_.") || digits == Hexadecimal) return false;
                hasDot = true;
            }
            else if (Accept("eE"))
            {
                if (hasExponent) return false;
                hasExponent = true;
                Accept("+-");
                if (Accept("._eE") || Position == text.Length) return false;
            }
            else if (Accept("_"))
            {
                if (Accept("._eE") || Position == text.Length) return false;
            }
            else if (Accept(digits)) AcceptAll(digits);
            else return !Characters.IsNamePart(Characters.At(text, Position));
        }
    }

    /// <summary>Goes on where a number was none: units, and numbers with units.</summary>
    public bool ScanRestOfDuration()
    {
        if (!Accept("smhdwy")) return false;
        Accept("s");
        while (Accept(Decimal))
        {
            AcceptAll(Decimal);
            if (!Accept("smhdw")) return false;
            Accept("s");
        }
        return !Characters.IsNamePart(Characters.At(text, Position));
    }

    private bool Accept(string characters)
    {
        if (Position == text.Length || !characters.Contains(text[Position])) return false;
        Position++;
        return true;
    }

    private void AcceptAll(string characters)
    {
        while (Accept(characters))
        {
        }
    }
}
