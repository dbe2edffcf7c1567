using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>
/// Judges whether the key a server shows is the right one, before anything is sent there, and remembers it once the server has let
/// us in. Any thread.
/// </summary>
sealed class ServerTrust(PinStore pins)
{
    /// <summary>What is remembered.</summary>
    public PinStore Pins { get; } = pins;

    /// <summary>A key of this server is known or was named.</summary>
    public bool Expects(ServerTarget target) => target.Key is not null || Of(target, Pins.Load()).Count > 0;

    /// <summary>Judges the key at the end of the handshake.</summary>
    /// <param name="target">Whom we wanted, and what was said of its key.</param>
    /// <param name="key">The key it showed, or null when nothing is encrypted.</param>
    /// <param name="isLoopback">It is on this machine.</param>
    /// <exception cref="SessionEndException">It is not trusted.</exception>
    public TrustBasis Judge(ServerTarget target, Fingerprint? key, bool isLoopback)
    {
        var known = Pins.Load();
        var pinned = Of(target, known);
        if (key is not { } shown) return JudgePlain(target, pinned, isLoopback);
        if (target.Key is { } expected && expected != shown) throw Contradicted(target, shown, expected, isPinned: pinned.Any(pin => pin.Fingerprint == shown));
        if (target.Source is KeySource.Hosted) return TrustBasis.Hosted;
        if (target.Source is KeySource.Person) return TrustBasis.Chosen;
        if (pinned.Count > 0 && pinned.All(pin => pin.Fingerprint != shown)) throw Changed(target, shown, pinned[0], isVouched: target.Source is KeySource.Link);
        if (pinned.Count > 0 || known.Any(pin => pin.Fingerprint == shown)) return TrustBasis.Remembered;
        if (target.Key is not null) return TrustBasis.Vouched;
        if (Pins.Problem is { } problem) throw Unknowable(target, shown, problem);
        return TrustBasis.FirstUse;
    }

    /// <summary>The server has said who it is: its id must not be known under another key. Remembers the key.</summary>
    /// <exception cref="SessionEndException">It is not trusted.</exception>
    public async Task<KeyTrust> AcceptAsync(ServerTarget target, ServerAddress address, Welcome welcome, Fingerprint? key, TrustBasis basis, CancellationToken cancellation)
    {
        if (basis is TrustBasis.Hosted) return new KeyTrust(key, basis);
        var others = Pins.Load().Where(pin => pin.Id == welcome.Server && pin.Fingerprint != key).ToList();
        if (key is not { } shown) return others.Count == 0 ? KeyTrust.None : throw Downgraded(target, others[0].Fingerprint);
        if (others.Count > 0 && basis is not TrustBasis.Chosen) throw Changed(target, shown, others[0], isVouched: false);
        // What was found on the network may have another server's address tomorrow.
        var typed = target.IsFound ? null : address;
        var problem = await Pins.RememberAsync(shown, welcome.Server, welcome.Name, typed, isReplacement: basis is TrustBasis.Chosen, cancellation).ConfigureAwait(false);
        return new KeyTrust(key, basis, problem);
    }

    /// <summary>Within one stay the key stays the same.</summary>
    /// <exception cref="SessionEndException">It does not.</exception>
    public static void JudgeReturn(ServerTarget target, Fingerprint? before, Fingerprint? now)
    {
        if (before is not { } expected) return;
        if (now is not { } shown) throw Downgraded(target, expected);
        if (shown != expected) throw Stop($"{target.Address} has another key than before. Nothing was sent.", new KeyDoubt(DoubtKind.Changed, shown, expected));
    }

    static List<Pin> Of(ServerTarget target, IReadOnlyList<Pin> known)
    {
        if (target.Id is { Length: > 0 } id && (target.IsFound || known.Any(pin => pin.Id == id))) return [.. known.Where(pin => pin.Id == id)];
        var addresses = target.Addresses.Select(Pin.Form).ToList();
        return [.. known.Where(pin => pin.Addresses.Any(addresses.Contains))];
    }

    static TrustBasis JudgePlain(ServerTarget target, List<Pin> pinned, bool isLoopback)
    {
        if (target.Key is { } expected) throw Downgraded(target, expected);
        if (pinned.Count > 0) throw Downgraded(target, pinned[0].Fingerprint);
        if (isLoopback || target.AllowsPlain) return TrustBasis.Plain;
        throw Stop($"{target.Address} does not encrypt: everybody on the way can read and change what is said.", new KeyDoubt(DoubtKind.Plain, null, null));
    }

    static SessionEndException Contradicted(ServerTarget target, Fingerprint shown, Fingerprint expected, bool isPinned) => Stop(
        target.Source switch
        {
            KeySource.Link when isPinned => $"The invite link names another key for {target.Address} than the one it has and that you know. The link is old or false; nothing was sent. Connect without the link, or ask for a new one.",
            KeySource.Link => $"The server at {target.Address} does not have the key that the invite link names. It may be another server, or somebody in between; nothing was sent. Ask whoever gave you the link for a new one.",
            KeySource.Announcement => $"The server at {target.Address} does not have the key that is announced for it on this network. One of the two is false; nothing was sent. Ask the operator.",
            KeySource.Person => $"The server at {target.Address} has changed its key once more, to one that you did not see. Nothing was sent.",
            _ => $"The server at {target.Address} is not the one that runs here. Nothing was sent.",
        },
        new KeyDoubt(DoubtKind.Contradicted, shown, expected));

    static SessionEndException Changed(ServerTarget target, Fingerprint shown, Pin pin, bool isVouched)
    {
        var who = pin.Name.Length > 0 ? $"{Terminal.TextWidth.Sanitize(pin.Name)} ({target.Address})" : target.Address.ToString();
        var link = isVouched ? " The invite link names the new one." : "";
        return Stop($"{who} has another key than when you were there last.{link} Nothing was sent.", new KeyDoubt(DoubtKind.Changed, shown, pin.Fingerprint));
    }

    static SessionEndException Downgraded(ServerTarget target, Fingerprint expected) => Stop(
        $"{target.Address} does not encrypt, but it should: its key is known. Somebody may stand in between, or the operator has switched encryption off; nothing was sent. Ask the operator.",
        new KeyDoubt(DoubtKind.Downgraded, null, expected));

    static SessionEndException Unknowable(ServerTarget target, Fingerprint shown, string problem) => Stop(
        $"It cannot be told whether the key of {target.Address} is the right one. {problem}", new KeyDoubt(DoubtKind.Unknowable, shown, null));

    static SessionEndException Stop(string text, KeyDoubt doubt) => new(new SessionEnd(SessionEndKind.Untrusted, text) { Doubt = doubt });
}
