from django import forms


class SignupDetails(forms.Form):
    pass
