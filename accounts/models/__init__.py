from accounts.models.bounce import Bounce
from accounts.models.mail import Mail
from accounts.models.mute import Mute
from accounts.models.user import Role, User

__all__ = ["Bounce", "Mail", "Mute", "Role", "User"]
