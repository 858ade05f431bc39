from accounts.models.mail import Mail
from accounts.models.user import Role, User

__all__ = ["Mail", "Role", "User"]
