using TuiChat.Discovery.Diagnosis;

namespace TuiChat.Lobby;

/// <summary>Says in plain sentences why no server may have been found.</summary>
static class NetworkSentence
{
    /// <summary>What was tried, and the most likely reason that it brought nothing.</summary>
    public static string Explain(NetworkDiagnosis seen)
    {
        var used = seen.Interfaces.Where(entry => entry.Use == InterfaceUse.Used).Select(entry => entry.Name).ToList();
        if (used.Count == 0) return NoNetwork(seen);
        var asked = $"Asked on {string.Join(", ", used.Take(3))}{(used.Count > 3 ? ", …" : "")}; no server answered.";
        if (!seen.IsPortBound) return $"{asked} Another program holds UDP port 5353, so only part of the answers can be heard.";
        if (!seen.HearsItself) return $"{asked} Not even our own question came back: a firewall on this machine may block UDP port 5353.";
        return seen.HearsOthers
            ? $"{asked} Other machines do answer, so the network works: perhaps no server runs here, or it is in another subnet."
            : $"{asked} No other machine answers either: the network may keep its guests apart, or a firewall is in the way.";
    }

    static string NoNetwork(NetworkDiagnosis seen)
    {
        if (seen.Interfaces.Any(entry => entry.Use == InterfaceUse.NoAddress)) return "This machine has no network address yet, so no server can be found.";
        if (seen.Interfaces.Any(entry => entry.Use == InterfaceUse.PointToPoint)) return "The only connection is a VPN or a modem, on which servers are not looked for.";
        if (seen.Interfaces.Any(entry => entry.Use == InterfaceUse.NoMulticast)) return "The network interface cannot do multicast, so no server can be found.";
        return "This machine is not connected to any network: no cable and no Wi-Fi.";
    }
}
