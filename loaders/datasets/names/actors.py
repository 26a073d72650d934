"""From the codes and names of event data sets to the actors that articles name."""

from loaders.datasets.names.cameo_actors import cameo_actor
from loaders.datasets.names.country_codes import country_code, fips_country
from loaders.datasets.names.named_actors import named_actor

__all__ = ["cameo_actor", "country_code", "fips_country", "named_actor"]
