namespace TuiChat.Discovery;

/// <summary>The state of one announcement.</summary>
/// <param name="Name">The instance name now in use, or being tried. Differs from the wished one when that was taken.</param>
/// <param name="Phase">How far it is.</param>
public sealed record AnnouncementStatus(string Name, AnnouncementPhase Phase);
