namespace ObservabilityLint.Code;

/// <summary>The hashes of the words of one text, each once. They lie in a table of which a part stays empty: a hash is found at its own place, or a few places behind it.</summary>
internal sealed class WordHashes
{
    /// <summary>Of ordinary code: so much room is made at once.</summary>
    private const int CharactersPerWord = 32;

    private uint[] places;
    private int count;

    /// <param name="characters">How long the text is.</param>
    public WordHashes(int characters)
    {
        var size = 64;
        while (size < characters / CharactersPerWord) size *= 2;
        places = new uint[size];
    }

    /// <summary>All of them, in no order; zero, which is the hash of no word, where a place is empty.</summary>
    public uint[] Places => places;

    public bool Contains(uint hash) => places[PlaceOf(hash)] == hash;

    /// <summary>False if it is there already.</summary>
    public bool Add(uint hash)
    {
        var place = PlaceOf(hash);
        if (places[place] == hash) return false;
        places[place] = hash;
        if (++count > places.Length / 4 * 3) Grow();
        return true;
    }

    private int PlaceOf(uint hash)
    {
        var last = places.Length - 1;
        var place = (int)hash & last;
        while (places[place] != 0 && places[place] != hash) place = (place + 1) & last;
        return place;
    }

    private void Grow()
    {
        var before = places;
        places = new uint[before.Length * 2];
        foreach (var hash in before)
            if (hash != 0) places[PlaceOf(hash)] = hash;
    }
}
