using System.Globalization;
using TuiChat.Protocol;

namespace TuiChat.Server.Operator;

/// <summary>What follows a command, taken word by word; whatever is not taken is the reason.</summary>
sealed class ConsoleArguments(string text)
{
    /// <summary>What was not taken yet.</summary>
    public string Rest { get; private set; } = text.Trim();

    /// <summary>The next word, or empty.</summary>
    public string Peek => Rest.Split((char[]?)null, 2)[0];

    /// <summary>Takes the next word, or empty.</summary>
    public string Take()
    {
        var word = Peek;
        Rest = Rest[word.Length..].TrimStart();
        return word;
    }

    /// <summary>Takes a nickname if there is one.</summary>
    public bool TryNick(out Nickname nick)
    {
        if (!Nickname.TryParse(Peek.TrimStart('@'), out nick, out _)) return false;
        Take();
        return true;
    }

    /// <summary>Takes a room with its <c>#</c> if there is one; no room is none.</summary>
    public RoomName? TakeRoom()
    {
        if (!Peek.StartsWith('#') || !RoomName.TryParse(Peek[1..], out var room, out _)) return null;
        Take();
        return room;
    }

    /// <summary>Takes a time if there is one, in milliseconds.</summary>
    public long? TakeTime()
    {
        if (Milliseconds(Peek) is not { } time) return null;
        Take();
        return time;
    }

    /// <summary>A time such as <c>90s</c>, <c>2h</c>, <c>1d12h</c> or <c>1w</c> in milliseconds; null for anything else.</summary>
    public static long? Milliseconds(string word)
    {
        if (word.Length is 0 or > 20) return null;
        long sum = 0;
        var digits = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsAsciiDigit(word[i])) continue;
            if (Unit(word[i]) is not { } unit || !int.TryParse(word.AsSpan(digits, i - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
            sum += count * unit;
            digits = i + 1;
        }
        return digits == word.Length && sum > 0 ? sum : null;
    }

    static long? Unit(char letter) => char.ToLowerInvariant(letter) switch
    {
        's' => 1000,
        'm' => 60_000,
        'h' => 3_600_000,
        'd' => 86_400_000,
        'w' => 604_800_000,
        _ => null,
    };
}
