from django.db import migrations

from dangvu.access.secrecy import decrypted, encrypted

SECRETS = ('secret', 'seed')


def _rewrite(apps, write):
    for one in apps.get_model('mfa', 'Authenticator').objects.filter(type__in=['totp', 'recovery_codes']):
        one.data.update({name: write(one.data[name]) for name in SECRETS if name in one.data})
        if 'migrated_codes' in one.data:
            one.data['migrated_codes'] = [write(code) for code in one.data['migrated_codes']]
        one.save(update_fields=['data'])


def encrypt(apps, schema_editor):
    _rewrite(apps, encrypted)


def decrypt(apps, schema_editor):
    _rewrite(apps, decrypted)


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_sign_ins_and_clients'),
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
