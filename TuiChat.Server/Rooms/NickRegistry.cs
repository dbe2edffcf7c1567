using System.Globalization;
using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>Who has which nickname now. A name is taken when its look is: equal names look equal. Touched by many threads.</summary>
sealed class NickRegistry
{
    readonly Lock _gate = new();
    readonly Dictionary<string, NickClaim> _bySkeleton = [];

    /// <summary>How many names are taken.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _bySkeleton.Count;
        }
    }

    /// <summary>Takes the name; null when it is taken now, otherwise whoever has it or looks like it.</summary>
    public NickClaim? Claim(NickClaim claim)
    {
        var skeleton = claim.Nick.Skeleton;
        lock (_gate)
        {
            if (_bySkeleton.TryGetValue(skeleton, out var holder)) return holder;
            _bySkeleton.Add(skeleton, claim);
            return null;
        }
    }

    /// <summary>Frees a name that was claimed, and ends the claim.</summary>
    public void Free(NickClaim claim)
    {
        var skeleton = claim.Nick.Skeleton;
        lock (_gate) _bySkeleton.Remove(skeleton);
        claim.End();
    }

    /// <summary>A free name near this one: with a number at its end, shortened where it would be too long.</summary>
    public Nickname? Suggest(Nickname nick)
    {
        for (var number = 2; number <= 99; number++)
        {
            var ending = number.ToString(CultureInfo.InvariantCulture);
            if (!Nickname.TryParse(Shorten(nick.Value, Limits.MaxNicknameRunes - ending.Length) + ending, out var candidate, out _)) continue;
            var skeleton = candidate.Skeleton;
            lock (_gate)
            {
                if (!_bySkeleton.ContainsKey(skeleton)) return candidate;
            }
        }
        return null;
    }

    static string Shorten(string name, int runes)
    {
        var result = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Take(runes)) result.Append(rune.ToString());
        return result.ToString();
    }
}
