using TuiChat.Server.Access;

namespace TuiChat.Server.Configuration;

/// <summary>Rules between settings that no single key can check, and what a reload cannot change.</summary>
static class SettingRules
{
    /// <summary>Each broken rule as a sentence.</summary>
    public static IEnumerable<string> Problems(ServerSettings settings)
    {
        if (settings.PingSeconds >= settings.IdleSeconds)
            yield return $"“pingSeconds” ({settings.PingSeconds}) must be less than “idleSeconds” ({settings.IdleSeconds}), or nobody is asked before being cut.";
        if (settings.MaxTextBytes > settings.MaxLineBytes / 2)
            yield return $"“maxTextBytes” ({settings.MaxTextBytes}) must be at most half of “maxLineBytes” ({settings.MaxLineBytes}), or a long text does not fit its line.";
        if (settings.Certificate.Length > 0 != settings.CertificateKey.Length > 0)
            yield return "“certificate” and “certificateKey” belong together: name both files, or neither.";
        if (!AddressList.IsGood(settings.MetricsFrom))
            yield return "“metricsFrom” is “any”, or addresses and networks with commas between them, such as “192.0.2.7, 10.0.0.0/8”.";
        if (settings.PasswordHash.Length > 0 && !PasswordHash.TryParse(settings.PasswordHash, out _))
            yield return "“passwordHash” is not what tuichat-server hash-password prints. Make it anew, and copy the whole line.";
    }

    /// <summary>Keys that differ and need a restart.</summary>
    public static IEnumerable<string> NeedRestart(ServerSettings running, ServerSettings wanted) =>
        SettingTable.All.Where(setting => !setting.IsLive && setting.Show(running) != setting.Show(wanted)).Select(setting => setting.Key);

    /// <summary>Keys that differ and can change at once.</summary>
    public static IEnumerable<string> Changed(ServerSettings running, ServerSettings wanted) =>
        SettingTable.All.Where(setting => setting.IsLive && setting.Show(running) != setting.Show(wanted)).Select(setting => setting.Key);
}
