from accounts.models.mail import Mail
from accounts.models.mute import Mute
from accounts.models.user import Role, User

__all__ = ["Mail", "Mute", "Role", "User"]
