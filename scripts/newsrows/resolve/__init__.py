"""Many findings to people and organisations with stable ids: `link` within an article, `resolve` across them."""

from newsrows.resolve.across import Alias, Organisation, Person, Resolution, resolve
from newsrows.resolve.within import link

__all__ = ["Alias", "Organisation", "Person", "Resolution", "link", "resolve"]
