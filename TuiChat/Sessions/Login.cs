namespace TuiChat.Sessions;

/// <summary>How one comes in as an account by its password.</summary>
/// <param name="Secret">The password.</param>
/// <param name="IsNew">The account is made with it.</param>
sealed record Login(Secret Secret, bool IsNew);
