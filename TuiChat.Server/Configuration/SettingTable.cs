using TuiChat.Protocol;

namespace TuiChat.Server.Configuration;

/// <summary>All keys of the configuration file. Each has its line in docs/server.config.example.json, held by a test.</summary>
static class SettingTable
{
    const int KiB = 1024, MiB = 1024 * 1024;

    /// <summary>The keys, in the order of the documented file.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Setting.Text("name", 64, s => s.Name, (s, v) => s with { Name = v }),
        Setting.Text("bind", 64, s => s.Bind, (s, v) => s with { Bind = v }),
        Setting.Number("port", false, 0, 65_535, s => s.Port, (s, v) => s with { Port = v }),
        Setting.Text("data", 4096, s => s.Data, (s, v) => s with { Data = v }),
        Setting.Flag("tls", false, s => s.Tls, (s, v) => s with { Tls = v }),
        Setting.Text("certificate", 4096, s => s.Certificate, (s, v) => s with { Certificate = v }),
        Setting.Text("certificateKey", 4096, s => s.CertificateKey, (s, v) => s with { CertificateKey = v }),
        Setting.Flag("allowPlaintext", true, s => s.AllowPlaintext, (s, v) => s with { AllowPlaintext = v }),
        Setting.Text("passwordHash", 256, s => s.PasswordHash, (s, v) => s with { PasswordHash = v }),
        Setting.Flag("announce", false, s => s.Announce, (s, v) => s with { Announce = v }),
        Setting.Text("metricsFrom", 1024, s => s.MetricsFrom, (s, v) => s with { MetricsFrom = v }, isLive: true),

        Setting.Number("maxConnections", true, 1, 1_000_000, s => s.MaxConnections, (s, v) => s with { MaxConnections = v }),
        Setting.Number(
            "maxConnectionsPerAddress", true, 1, 1_000_000, s => s.MaxConnectionsPerAddress, (s, v) => s with { MaxConnectionsPerAddress = v }),
        Setting.Number("helloSeconds", true, 1, 3600, s => s.HelloSeconds, (s, v) => s with { HelloSeconds = v }),
        Setting.Number("pingSeconds", true, 1, 86_400, s => s.PingSeconds, (s, v) => s with { PingSeconds = v }),
        Setting.Number("idleSeconds", true, 2, 86_400, s => s.IdleSeconds, (s, v) => s with { IdleSeconds = v }),

        Setting.Number("maxLineBytes", true, 4 * KiB, Limits.MaxLineBytes, s => s.MaxLineBytes, (s, v) => s with { MaxLineBytes = v }),
        Setting.Number("maxTextBytes", true, 64, Limits.MaxTextBytes, s => s.MaxTextBytes, (s, v) => s with { MaxTextBytes = v }),
        Setting.Number("requestsPerSecond", true, 1, 1_000_000, s => s.RequestsPerSecond, (s, v) => s with { RequestsPerSecond = v }),
        Setting.Number("requestBurst", true, 1, 1_000_000, s => s.RequestBurst, (s, v) => s with { RequestBurst = v }),
        Setting.Number("floodRefusals", true, 1, 1_000_000, s => s.FloodRefusals, (s, v) => s with { FloodRefusals = v }),

        Setting.Flag("typing", true, s => s.Typing, (s, v) => s with { Typing = v }),
        Setting.Number("maxRooms", true, 1, 1_000_000, s => s.MaxRooms, (s, v) => s with { MaxRooms = v }),
        Setting.Number("maxNewRoomsPerHour", true, 0, 1_000_000, s => s.MaxNewRoomsPerHour, (s, v) => s with { MaxNewRoomsPerHour = v }),
        Setting.Number("maxRoomsPerConnection", true, 1, 10_000, s => s.MaxRoomsPerConnection, (s, v) => s with { MaxRoomsPerConnection = v }),

        Setting.Choice("guests", [ServerSettings.GuestsAllowed, ServerSettings.GuestsLimited, ServerSettings.GuestsRefused], s => s.Guests, (s, v) => s with { Guests = v }),
        Setting.Choice("registration", [ServerSettings.RegistrationOpen, ServerSettings.RegistrationClosed], s => s.Registration, (s, v) => s with { Registration = v }),
        Setting.Number("tokenDays", true, 1, 3650, s => s.TokenDays, (s, v) => s with { TokenDays = v }),
        Setting.Number(
            "maxAccountsPerAddressPerDay", true, 0, 1_000_000, s => s.MaxAccountsPerAddressPerDay, (s, v) => s with { MaxAccountsPerAddressPerDay = v }),
        Setting.Choice(
            "deletedAccountLines", [ServerSettings.AnonymiseLines, ServerSettings.RemoveLines], s => s.DeletedAccountLines, (s, v) => s with { DeletedAccountLines = v }),

        Setting.Number("memberLagBytes", true, 64 * KiB, 256 * MiB, s => s.MemberLagBytes, (s, v) => s with { MemberLagBytes = v }),
        Setting.Number("totalLagBytes", true, MiB, int.MaxValue, s => s.TotalLagBytes, (s, v) => s with { TotalLagBytes = v }),
        Setting.Number("sendBufferBytes", true, 0, 64 * MiB, s => s.SendBufferBytes, (s, v) => s with { SendBufferBytes = v }),
        Setting.Number("maxFlushMilliseconds", true, 0, 1000, s => s.MaxFlushMilliseconds, (s, v) => s with { MaxFlushMilliseconds = v }),
        Setting.Number("storeQueue", false, 1, 1_000_000, s => s.StoreQueue, (s, v) => s with { StoreQueue = v }),
        Setting.Number("stopSeconds", true, 0, 600, s => s.StopSeconds, (s, v) => s with { StopSeconds = v }),
        Setting.Number("logFileBytes", false, 64 * KiB, 1024 * MiB, s => s.LogFileBytes, (s, v) => s with { LogFileBytes = v }),
        Setting.Number("logFiles", false, 1, 1000, s => s.LogFiles, (s, v) => s with { LogFiles = v }),
    ];

    /// <summary>The key that looks most like this one: the smallest number of typing errors.</summary>
    public static string Nearest(string key) => All.MinBy(setting => Distance(setting.Key.ToLowerInvariant(), key.ToLowerInvariant()))!.Key; // not empty

    /// <summary>Characters to insert, delete or replace to come from one to the other (Levenshtein).</summary>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
